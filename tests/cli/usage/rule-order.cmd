reconcile
ledgers/two.json
--drop-rule
order
