reconcil
ledgers/two.json
