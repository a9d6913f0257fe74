check
../../data/claims.json
--figure
806
--population
political
--period
2026-01-05/2026-01-08
