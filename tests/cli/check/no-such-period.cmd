check
ledgers/after-the-law.json
--figure
0
--population
people
--period
law/2026-01-15
