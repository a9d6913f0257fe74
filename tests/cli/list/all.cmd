list
../../data/claims.json
