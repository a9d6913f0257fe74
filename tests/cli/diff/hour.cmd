diff
../../data/claims.json
--as-of
2026-01-13T12:00
--vs
2026-01-14
