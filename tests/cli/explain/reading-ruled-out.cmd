explain
../../data/claims.json
r-yazvtjb
