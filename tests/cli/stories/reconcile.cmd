reconcile
ledgers/twelve-towns.json
