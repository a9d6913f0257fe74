diff
../../data/claims.json
--as-of
2026-01-12
--only
foro-penal,jep
