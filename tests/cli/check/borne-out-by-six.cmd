check
ledgers/six-days.json
--figure
>=60
--population
people
--period
2026-01-01/2026-01-06T24:00
