list
../../data/claims.json
--source
saab,machado
--format
csv
--status
all
