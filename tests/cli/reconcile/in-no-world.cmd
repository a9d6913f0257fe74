reconcile
ledgers/in-no-world.json
