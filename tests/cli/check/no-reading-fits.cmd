check
ledgers/readings-out.json
--figure
60
--population
women
--period
2024-03
