check
../../data/claims.json
--figure
>=100
--population
prisoners
--period
2025-12-25/2026-01-12
