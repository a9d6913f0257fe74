convert
sheets/dates.csv
-
