list
ledgers/copies.json
--format
csv
