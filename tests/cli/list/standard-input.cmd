list
-
--sort
id
