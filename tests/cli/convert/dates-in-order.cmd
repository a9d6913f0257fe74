convert
sheets/dates.csv
-
--dates
mdy
