check
ledgers/women-and-minors.json
--figure
90
--population
all
--period
2025-01-19
