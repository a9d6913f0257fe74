convert
ledgers/two.json
-
--delimiter
semicolon
