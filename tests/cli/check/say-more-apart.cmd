check
ledgers/say-more-apart.json
--figure
>=100
--population
people
--period
2026-01-12
