explain
ledgers/labels.json
c
