reconcile
ledgers/share-from-others.json
