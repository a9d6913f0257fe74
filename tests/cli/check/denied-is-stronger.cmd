check
../../data/claims.json
--figure
>=50
--population
prisoners
--period
2026-01-11/2026-01-12
