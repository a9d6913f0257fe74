convert
ledgers/two.json
-
