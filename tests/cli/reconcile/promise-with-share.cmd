reconcile
ledgers/promise-with-share.json
