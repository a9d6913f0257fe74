list
../../data/claims.json
--population
cats
