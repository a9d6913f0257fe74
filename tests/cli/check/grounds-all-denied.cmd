check
ledgers/grounds-all-denied.json
--figure
>=100
--population
people
--period
2026-01-08/2026-01-12T24:00
