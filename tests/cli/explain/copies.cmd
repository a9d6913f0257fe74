explain
ledgers/copies.json
m-20
