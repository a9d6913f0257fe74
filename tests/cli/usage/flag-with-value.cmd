reconcile
ledgers/two.json
--json=yes
