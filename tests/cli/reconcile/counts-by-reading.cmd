reconcile
ledgers/counts-by-reading.json
