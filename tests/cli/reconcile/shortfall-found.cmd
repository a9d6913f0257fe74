reconcile
ledgers/share-of-a-reading.json
