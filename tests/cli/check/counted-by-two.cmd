check
ledgers/say-more-apart.json
--figure
56
--population
political
--period
2026-01-15
