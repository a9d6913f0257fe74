validate
ledgers/two.json
--format
json
