check
ledgers/readings-denied.json
--figure
100
--population
all
--period
2026-03-05/2026-03-12
