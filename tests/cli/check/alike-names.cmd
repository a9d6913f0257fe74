check
ledgers/alike-names.json
--figure
100
--population
all
--period
2026-03-14
