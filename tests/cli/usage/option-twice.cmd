reconcile
ledgers/two.json
--limit
1
--limit
2
