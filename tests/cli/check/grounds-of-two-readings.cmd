check
ledgers/grounds-of-two-readings.json
--figure
300
--population
people
--period
2026-01-08/2026-01-15T24:00
