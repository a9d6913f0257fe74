reconcile
ledgers/two.json
--limit
0x10
