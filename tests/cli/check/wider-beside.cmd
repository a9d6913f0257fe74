check
ledgers/two-days.json
--figure
90
--population
people
--period
2025-12-31/2026-01-01
