reconcile
ledgers/alike-names.json
