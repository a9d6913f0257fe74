diff
../../data/first.json
../../data/claims.json
--as-of
2026-01-13
