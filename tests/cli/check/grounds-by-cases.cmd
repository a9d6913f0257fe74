check
ledgers/grounds-by-cases.json
--figure
120
--population
people
--period
2026-01-08/2026-01-12T24:00
