reconcile
ledgers/part-outside.json
