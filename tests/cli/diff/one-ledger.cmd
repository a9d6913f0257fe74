diff
../../data/claims.json
