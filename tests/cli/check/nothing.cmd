check
../../data/claims.json
--figure
5
