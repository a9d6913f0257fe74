explain
../../data/claims.json
delcy-406
--as-of
2026-01-13
