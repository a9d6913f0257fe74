reconcile
../../data/claims.json
