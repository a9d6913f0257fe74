list
../../data/claims.json
--source
ministry,foro-penal
--format
csv
--as-of
2026-01-01
