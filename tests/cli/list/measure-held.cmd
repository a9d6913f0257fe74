list
../../data/claims.json
--measure
held
--sort
source
