check
ledgers/repeat-of-others.json
--figure
100
--population
pol
--period
2026-03-01/2026-03-04
