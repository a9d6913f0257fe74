list
../../data/claims.json
--side
government
--sort
figure
