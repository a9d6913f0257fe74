check
ledgers/share-contested.json
--figure
100
--population
people
--period
2026-01-08
