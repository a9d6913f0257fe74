reconcile
ledgers/twelve-towns.json
--trust
monitor
