check
ledgers/later-days.json
--figure
120
--population
people
--period
2026-01-01/2026-01-12T24:00
