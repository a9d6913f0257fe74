reconcile
-j
ledgers/two.json
