reconcile
../../data/claims.json
--trust
ministry-116
