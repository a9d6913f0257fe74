check
ledgers/denied-near.json
--figure
116
--population
p
--period
2026-01-12
