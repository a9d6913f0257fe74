list
ledgers/hostile.json
--format
csv
