reconcile
ledgers/halves.json
--effort
1
