explain
../../data/claims.json
rodriguez-160
