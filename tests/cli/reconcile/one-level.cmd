reconcile
ledgers/one-level.json
--json
