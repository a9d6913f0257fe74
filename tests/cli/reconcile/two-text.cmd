reconcile
ledgers/two.json
