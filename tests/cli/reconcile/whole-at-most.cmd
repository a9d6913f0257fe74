reconcile
ledgers/whole-at-most.json
