reconcile
ledgers/share-of-a-reading.json
--effort
100000
