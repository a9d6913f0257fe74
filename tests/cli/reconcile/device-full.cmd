reconcile
ledgers/two.json
--output
/dev/full
