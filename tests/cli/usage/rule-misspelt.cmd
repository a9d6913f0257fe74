reconcile
ledgers/two.json
--drop-rule
balance,never-fall
