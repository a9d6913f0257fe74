explain
ledgers/parts-inside.json
whole
