reconcile
ledgers/apart-in-no-world.json
--json
