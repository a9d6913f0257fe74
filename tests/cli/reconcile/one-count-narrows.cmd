reconcile
ledgers/one-week.json
