check
../../data/claims.json
--figure
310
--population
prisoners
--period
2025-12-01/2026-01-12
