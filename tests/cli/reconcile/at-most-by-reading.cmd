reconcile
ledgers/at-most-by-reading.json
--json
