check
ledgers/one-of-two-denied.json
--figure
116
--population
prisoners
--period
2026-01-11
