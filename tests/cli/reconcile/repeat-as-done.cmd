reconcile
ledgers/repeat-as-done.json
