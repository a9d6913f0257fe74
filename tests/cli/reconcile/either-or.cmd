reconcile
ledgers/either-or.json
