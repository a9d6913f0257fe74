diff
ledgers/day-1.json
ledgers/day-2.json
--only
monitr-40
