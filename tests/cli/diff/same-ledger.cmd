diff
../../data/claims.json
../../data/claims.json
