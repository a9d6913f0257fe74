check
ledgers/repeat-differs.json
--figure
130
--population
p
--period
2026-08-01
