diff
ledgers/broken.json
ledgers/two.json
