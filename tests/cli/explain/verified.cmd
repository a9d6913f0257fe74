explain
../../data/claims.json
fp-56
