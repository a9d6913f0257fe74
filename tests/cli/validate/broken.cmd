validate
ledgers/broken.json
