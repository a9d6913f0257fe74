convert
sheets/utf16.csv
-
