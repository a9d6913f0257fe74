convert
sheets/behind-quote.csv
-
