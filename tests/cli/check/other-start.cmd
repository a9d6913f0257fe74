check
ledgers/starts.json
--figure
160
--population
people
--period
2024-01-01/2024-03-29
