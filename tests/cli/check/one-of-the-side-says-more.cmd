check
ledgers/say-more-apart.json
--figure
>=30
--population
people
--period
2026-01-20
