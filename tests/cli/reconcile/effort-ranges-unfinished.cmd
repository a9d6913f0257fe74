reconcile
ledgers/halves-but-one.json
--effort
2
