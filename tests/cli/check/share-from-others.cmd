check
ledgers/share-from-others.json
--figure
12
--population
all
--period
2026-03-02T12:00/2026-03-03T12:00
