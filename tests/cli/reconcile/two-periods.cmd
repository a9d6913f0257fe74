reconcile
ledgers/two-periods.json
--json
