reconcile
ledgers/two.json
--limit
-5
