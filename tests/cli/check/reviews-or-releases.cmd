check
../../data/claims.json
--figure
~150
--population
prisoners
--period
2025-12-24/2025-12-31
