list
../../data/claims.json
--source
j-rodriguez,machado
--json
