explain
ledgers/labels.json
f
