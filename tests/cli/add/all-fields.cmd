add
ledgers/two.json
--id
el-diario-187
--source
ministry
--figure
187
--population
prisoners
--measure
released
--period
2025-12
--said
2026-01-12T10:00
--published
2026-01-13
--quote
187 "otorgadas"
--language
es
--via
EFE; El Diario
--url
https://example.org/a; https://example.org/b
--archived
https://example.net/a; https://example.net/b
--repeats
ministry-187
--withdrawn
2026-02-01
--note
a repeat
--dry-run
