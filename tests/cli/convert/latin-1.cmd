convert
sheets/latin1.csv
-
