convert
sheets/wrong.csv
-
