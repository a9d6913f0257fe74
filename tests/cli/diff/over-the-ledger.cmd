diff
ledgers/day-1.json
ledgers/day-2.json
--output
ledgers/day-2.json
