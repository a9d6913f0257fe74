reconcile
ledgers/share-sums.json
