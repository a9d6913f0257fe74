reconcile
ledgers/two.json
--effort
0
