reconcile
ledgers/part-in-one-reading.json
--limit
0
