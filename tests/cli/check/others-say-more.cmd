check
../../data/claims.json
--figure
>400
--population
prisoners
--period
2025-12-01/2026-01-14
