--json
reconcile
ledgers/two.json
