check
ledgers/repeat-of-denial.json
--figure
50
--population
p
--period
2026-01-01
