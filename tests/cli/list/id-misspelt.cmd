list
../../data/claims.json
--only
ministry-117
