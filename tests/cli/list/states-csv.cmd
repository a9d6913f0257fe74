list
ledgers/states.json
--format
csv
--status
all
