check
../../data/claims.json
--figure
1160
--population
prisoners
--period
2026-01-08/2026-01-12
