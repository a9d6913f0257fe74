reconcile
ledgers/two.json
--exit-code
--json
--limit
1
