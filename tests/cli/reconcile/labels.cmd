reconcile
ledgers/labels.json
