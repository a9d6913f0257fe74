add
ledgers/two.json
--disputes
ministry-187
