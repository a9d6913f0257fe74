list
ledgers/states.json
