reconcile
ledgers/two.json
--as-of
2026-02-30
