list
../../data/claims.json
--period
2026-01-12/2026-01-08
