reconcile
ledgers/running-newest.json
