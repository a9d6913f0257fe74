check
ledgers/three-clash.json
--figure
<=1
--population
people
--period
2026-03-01
