list
../../data/claims.json
--period
2026-01-13T12:00/..
--sort
id
