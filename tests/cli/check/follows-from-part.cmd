check
../../data/claims.json
--figure
>=70
--population
prisoners
--period
2025-12-25/2025-12-29
