check
../../data/claims.json
--figure
<50
--population
prisoners
--period
2025-12-01/2026-01-13
