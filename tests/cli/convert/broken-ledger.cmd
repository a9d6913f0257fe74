convert
ledgers/broken.json
-
