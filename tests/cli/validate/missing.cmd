validate
ledgers/nowhere.json
