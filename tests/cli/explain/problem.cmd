explain
../../data/claims.json
p-yy3x21j
