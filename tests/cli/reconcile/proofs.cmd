reconcile
ledgers/two.json
--json
--proofs
