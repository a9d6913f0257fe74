explain
ledgers/nobody-yet.json
m0
