check
ledgers/contrary.json
--figure
222
--population
pol
--period
2023-02-09
