reconcile
ledgers/condition-needed.json
