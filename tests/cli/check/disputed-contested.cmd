check
../../data/claims.json
--figure
187
--population
prisoners
--period
2025-12
