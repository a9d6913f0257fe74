convert
sheets/good.csv
-
--delimiter
tab
