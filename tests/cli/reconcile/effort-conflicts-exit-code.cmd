reconcile
ledgers/twice-told.json
--effort
30
--exit-code
