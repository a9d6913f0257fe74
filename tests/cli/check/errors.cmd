check
../../data/claims.json
--figure
5x
--population
politicl
--period
2026-02-30
