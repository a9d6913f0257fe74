check
ledgers/share-and-count.json
--figure
>200
--population
pol
--period
2026-01-01/2026-01-10
