check
ledgers/said-that-day.json
--figure
100
--population
all
--period
2026-03-01/2026-03-13
