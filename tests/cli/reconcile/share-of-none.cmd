reconcile
ledgers/share-of-none.json
