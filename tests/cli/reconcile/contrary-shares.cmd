reconcile
ledgers/contrary-shares.json
