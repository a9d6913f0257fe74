reconcile
ledgers/two.json
--as-of
2026-01-13
--width
60
