reconcile
ledgers/one-minute.json
