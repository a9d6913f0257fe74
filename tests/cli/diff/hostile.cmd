diff
ledgers/states.json
ledgers/hostile.json
