check
../../data/claims.json
--figure
116
--population
prisoners
--period
2026-01-08/2026-01-12
