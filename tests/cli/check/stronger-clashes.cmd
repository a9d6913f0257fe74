check
ledgers/stronger-clashes.json
--figure
>=50
--population
all
--period
2026-01-08/2026-01-12T24:00
