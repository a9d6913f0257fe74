diff
../../data/first.json
../../data/claims.json
