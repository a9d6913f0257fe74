diff
ledgers/day-1.json
ledgers/day-2.json
--json
