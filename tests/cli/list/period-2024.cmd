list
../../data/claims.json
--period
2024
