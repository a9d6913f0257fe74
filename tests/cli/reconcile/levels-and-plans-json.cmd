reconcile
ledgers/levels-and-plans.json
--json
