convert
sheets/many.csv
-
