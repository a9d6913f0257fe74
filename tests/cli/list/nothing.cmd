list
../../data/claims.json
--source
machado
--measure
held
