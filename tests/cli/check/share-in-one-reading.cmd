check
ledgers/share-amounts.json
--figure
30
--population
women
--period
2026-01-20
