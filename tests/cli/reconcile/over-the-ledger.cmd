reconcile
ledgers/two.json
--output
ledgers/two.json
