check
ledgers/names-with-ids.json
--figure
12
--population
p
--period
2026-01-08/2026-01-12
