convert
sheets/good.csv
