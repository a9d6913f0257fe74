check
ledgers/total-from-a-moment.json
--figure
20
--population
all
--period
first/2025-12-31
