reconcile
../../data/claims.json
--limit
2
