check
ledgers/twelve-towns.json
--figure
45
--population
town-04-women
--period
2026-01-07
