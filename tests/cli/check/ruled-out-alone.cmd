check
ledgers/readings-out.json
--figure
41
--population
women
--period
2024-02
