list
ledgers/hostile.json
--json
