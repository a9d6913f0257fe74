explain
../../data/claims.json
