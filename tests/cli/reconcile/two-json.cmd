reconcile
ledgers/two.json
--json
