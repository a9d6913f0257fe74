list
../../data/claims.json
--status
contested
--json
