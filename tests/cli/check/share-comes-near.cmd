check
ledgers/share-amounts.json
--figure
80
--population
women
--period
2026-01-01/2026-01-10
