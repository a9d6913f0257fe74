list
../../data/claims.json
--source
foro-penal,jep
--sort
period
