convert
sheets/header.csv
-
