reconcile
ledgers/same-figures.json
