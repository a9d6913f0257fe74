check
ledgers/no-place.json
--figure
0
--population
p
--period
2026-01-05/m
