explain
ledgers/two.json
ministry-187
--json
