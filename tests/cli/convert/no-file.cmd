convert
sheets/none.csv
-
