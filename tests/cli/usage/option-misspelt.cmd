reconcile
ledgers/two.json
--exit-cod
