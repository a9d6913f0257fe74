check
ledgers/moment-labels.json
--figure
21
--population
people
--period
2026-01-01/law
