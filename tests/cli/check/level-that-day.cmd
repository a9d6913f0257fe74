check
../../data/claims.json
--figure
863
--population
political
--period
2025-12-29
