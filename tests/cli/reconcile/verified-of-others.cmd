reconcile
ledgers/verified-of-others.json
--json
