reconcile
ledgers/twice-told.json
--effort
15
