validate
ledgers/well.json
