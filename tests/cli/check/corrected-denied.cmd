check
ledgers/corrected-denied.json
--figure
160
--population
all
--period
2026-03-01/2026-03-05
