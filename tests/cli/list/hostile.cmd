list
ledgers/hostile.json
