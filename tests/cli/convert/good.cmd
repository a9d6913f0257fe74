convert
sheets/good.csv
-
