reconcile
../../data/venezuela-2026.json
--as-of
2026-01-14
