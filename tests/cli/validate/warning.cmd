validate
ledgers/two.json
