reconcile
ledgers/twelve-towns.json
--json
--limit
2
--no-proofs
