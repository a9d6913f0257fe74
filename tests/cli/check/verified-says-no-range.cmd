check
ledgers/verified-and-said.json
--figure
50..90
--population
prisoners
--period
2026-01-13
