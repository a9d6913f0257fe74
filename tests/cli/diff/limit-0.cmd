diff
../../data/claims.json
--as-of
2026-01-13
--limit
0
