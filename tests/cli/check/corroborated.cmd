check
../../data/claims.json
--figure
56
--population
political
--period
2026-01-08/2026-01-13
