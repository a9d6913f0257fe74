reconcile
ledgers/parts-inside.json
