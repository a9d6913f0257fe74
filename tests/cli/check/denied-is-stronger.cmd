check
../../data/claims.json
--figure
>=50
--population
prisoners
--period
2026-01-08/2026-01-14
