reconcile
ledgers/well.json
--exit-code
--json
