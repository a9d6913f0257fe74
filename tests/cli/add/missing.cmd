add
ledgers/two.json
--source
ministry
