list
../../data/claims.json
--population
prisoners
--basis
announced
