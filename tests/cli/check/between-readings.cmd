check
ledgers/three-or-nine.json
--figure
6
--population
people
--period
2026-01-05
