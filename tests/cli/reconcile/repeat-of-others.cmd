reconcile
ledgers/repeat-of-others.json
