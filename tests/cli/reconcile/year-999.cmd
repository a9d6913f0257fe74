reconcile
ledgers/year-999.json
