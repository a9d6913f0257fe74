diff
ledgers/day-1.json
ledgers/day-2.json
--drop-rule
never-falls,balance
--format
text
