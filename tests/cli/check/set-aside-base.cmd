check
ledgers/set-aside-base.json
--figure
15
--population
all
--period
2026-01-04
