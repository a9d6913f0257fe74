reconcile
ledgers/open-starts.json
