check
ledgers/denied-ground.json
--figure
>=100
--population
people
--period
2026-01-08/2026-01-13T24:00
