list
ledgers/readings-denied.json
