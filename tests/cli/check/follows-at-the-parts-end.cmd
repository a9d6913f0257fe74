check
ledgers/part-beside-whole.json
--figure
>=100
--population
prisoners
--period
2026-01-08/2026-01-12
