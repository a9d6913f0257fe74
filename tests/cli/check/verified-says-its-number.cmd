check
ledgers/verified-and-said.json
--figure
80
--population
prisoners
--period
2026-01-13
