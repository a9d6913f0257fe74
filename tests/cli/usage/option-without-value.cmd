reconcile
ledgers/two.json
--output
