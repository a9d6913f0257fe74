reconcile
ledgers/new-year.json
