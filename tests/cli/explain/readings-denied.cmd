explain
ledgers/readings-denied.json
denial
