reconcile
ledgers/one-day.json
