check
ledgers/own-parts.json
--figure
160
--population
people
--period
2026-01-01/2026-01-12
