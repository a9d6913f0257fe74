check
../../data/claims.json
--figure
76
--population
political
--period
2026-01-08/2026-01-13T11:20
