reconcile
ledgers/set-aside.json
