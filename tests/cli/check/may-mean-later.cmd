check
ledgers/may-mean-later.json
--figure
11
--population
all
--period
2026-01-08/2026-01-10T24:00
