check
ledgers/named-moment.json
--figure
600
--population
people
--period
2026-01-08/law
