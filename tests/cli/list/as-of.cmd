list
../../data/claims.json
--as-of
2025-12-26
--sort
id
