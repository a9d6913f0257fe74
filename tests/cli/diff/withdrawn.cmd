diff
ledgers/states.json
--as-of
2026-01-13
