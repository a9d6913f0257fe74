reconcile
ledgers/total-from-a-moment.json
