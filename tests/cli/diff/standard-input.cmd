diff
-
ledgers/two.json
