diff
ledgers/day-2.json
ledgers/day-1.json
