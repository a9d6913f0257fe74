check
ledgers/follows-against.json
--figure
170
--population
p
--period
2026-01-01/2026-01-20T24:00
