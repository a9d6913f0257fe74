list
../../data/claims.json
--source
minstry
