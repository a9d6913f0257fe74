reconcile
ledgers/nobody-yet.json
