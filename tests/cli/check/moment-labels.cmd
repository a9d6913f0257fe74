check
ledgers/moment-labels.json
--figure
75
--population
people
--period
2026-01-01/list
