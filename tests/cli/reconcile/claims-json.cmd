reconcile
../../data/claims.json
--json
--no-proofs
--limit
25
