reconcile
ledgers/mend-elsewhere.json
