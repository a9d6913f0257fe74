check
../../data/claims.json
--figure
190
--population
prisoners
--period
2025-12
