reconcile
ledgers/years-apart.json
