reconcile
ledgers/seven-readings.json
--limit
0
