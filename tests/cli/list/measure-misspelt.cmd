list
../../data/claims.json
--measure
relesed
