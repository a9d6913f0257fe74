reconcile
ledgers/february.json
