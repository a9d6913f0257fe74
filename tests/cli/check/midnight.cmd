check
ledgers/two-days.json
--figure
12
--population
pol
--period
2025-12-31/2026-01-01
