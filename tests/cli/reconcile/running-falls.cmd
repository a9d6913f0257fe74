reconcile
ledgers/running-falls.json
