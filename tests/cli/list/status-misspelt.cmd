list
../../data/claims.json
--status
contestd
