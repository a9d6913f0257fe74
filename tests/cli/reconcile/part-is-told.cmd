reconcile
ledgers/women-first.json
