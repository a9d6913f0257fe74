convert
sheets/open-quote.csv
-
