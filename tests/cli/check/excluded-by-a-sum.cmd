check
ledgers/denied-ground.json
--figure
200
--population
people
--period
2026-01-08/2026-01-14T24:00
