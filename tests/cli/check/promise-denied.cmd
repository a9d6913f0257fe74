check
ledgers/promise-denied.json
--figure
3000
--population
all
--period
2026-05-01/2026-05-10
