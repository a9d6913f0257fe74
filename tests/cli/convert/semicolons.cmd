convert
sheets/semicolons.csv
-
