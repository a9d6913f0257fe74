diff
../../data/claims.json
--as-of
2026-01-11
--vs
2026-01-12
--width
60
