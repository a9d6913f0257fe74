check
ledgers/share-of-announced.json
--figure
5
--population
women
--period
2026-01-08/2026-01-12T24:00
