check
../../data/claims.json
--figure
71
--population
political
--period
2025-12-25/2025-12-29T24:00
