reconcile
ledgers/repeat-differs.json
