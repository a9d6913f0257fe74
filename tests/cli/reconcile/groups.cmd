reconcile
ledgers/groups.json
