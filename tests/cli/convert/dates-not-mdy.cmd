convert
sheets/both-orders.csv
-
--dates
mdy
