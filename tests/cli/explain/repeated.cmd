explain
../../data/claims.json
ministry-99
