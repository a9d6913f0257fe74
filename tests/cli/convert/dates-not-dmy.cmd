convert
sheets/both-orders.csv
-
--dates
dmy
