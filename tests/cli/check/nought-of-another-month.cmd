check
ledgers/later-days.json
--figure
1000
--population
people
--period
2026-01-01/2026-01-12T24:00
