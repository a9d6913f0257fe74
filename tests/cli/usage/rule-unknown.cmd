reconcile
ledgers/two.json
--drop-rule
everything
