reconcile
ledgers/broken.json
