reconcile
ledgers/weekly-tallies.json
