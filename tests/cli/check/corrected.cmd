check
ledgers/taken-back.json
--figure
100
--population
people
--period
2026-03-01/2026-03-05
