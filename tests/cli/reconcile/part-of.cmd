reconcile
ledgers/part-of.json
