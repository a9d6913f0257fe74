reconcile
ledgers/two.json
--format
jsn
