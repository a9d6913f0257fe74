check
ledgers/open-hours.json
--figure
245
--population
p
--period
2026-02-01/2026-02-05
