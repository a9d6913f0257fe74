check
ledgers/one-person.json
--figure
1
--population
p
--period
2026-01-11
