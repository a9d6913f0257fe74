explain
../../data/claims.json
rodriguez-16
