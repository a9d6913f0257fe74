check
ledgers/twelve-towns.json
--figure
45
--population
town-04
--period
2026-01-07
