explain
ledgers/labels.json
r
