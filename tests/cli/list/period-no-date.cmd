list
../../data/claims.json
--period
2026-1
