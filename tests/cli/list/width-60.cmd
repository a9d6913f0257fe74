list
../../data/claims.json
--width
60
--period
2026-01-12
