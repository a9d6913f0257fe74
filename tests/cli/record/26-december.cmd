reconcile
../../data/venezuela-2026.json
--as-of
2025-12-26
