convert
sheets/good.csv
other.csv
