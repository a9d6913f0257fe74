check
../../data/claims.json
--figure
 ~800
--population
prisoners
--period
2026-01-08/2026-01-13
