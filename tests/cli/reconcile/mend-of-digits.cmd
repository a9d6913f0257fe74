reconcile
ledgers/swapped.json
