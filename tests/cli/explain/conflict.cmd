explain
../../data/claims.json
c-yy3x21j
