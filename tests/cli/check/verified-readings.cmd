check
ledgers/verified-readings.json
--figure
56
--population
all
--period
2026-01-08/2026-01-12T12:00
