reconcile
ledgers/share-of-itself.json
