reconcile
ledgers/named-moment.json
