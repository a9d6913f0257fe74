list
../../data/claims.json
--population
politcal
