explain
ledgers/parts-inside.json
share
