reconcile
ledgers/two.json
--color=blue
