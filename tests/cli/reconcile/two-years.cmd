reconcile
ledgers/two-years.json
