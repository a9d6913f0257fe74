diff
../../data/claims.json
--as-of
2026-01-12
--vs
2026-01-13
