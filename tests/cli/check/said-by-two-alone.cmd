check
ledgers/verified-and-said.json
--figure
100
--population
prisoners
--period
2026-01-12
