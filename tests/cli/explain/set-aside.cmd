explain
ledgers/set-aside.json
t
