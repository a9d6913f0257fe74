list
../../data/claims.json
--period
speach
