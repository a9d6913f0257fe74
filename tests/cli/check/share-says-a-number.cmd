check
ledgers/share-amounts.json
--figure
8
--population
women
--period
2026-01-15
