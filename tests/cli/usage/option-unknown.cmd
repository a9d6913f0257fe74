reconcile
--zzz=3
ledgers/two.json
