reconcile
ledgers/part-left-out.json
