check
ledgers/near-a-bound.json
--figure
100
--population
all
--period
2026-01-01/2026-01-10
