convert
sheets/empty.csv
-
