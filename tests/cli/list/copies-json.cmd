list
ledgers/copies.json
--json
