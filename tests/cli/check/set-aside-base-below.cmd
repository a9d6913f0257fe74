check
ledgers/set-aside-base.json
--figure
5
--population
all
--period
2026-01-04
