check
ledgers/moment-labels.json
--figure
6
--population
people
--period
passes/2026-03-20
