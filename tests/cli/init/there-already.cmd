init
ledgers/two.json
