convert
ledgers/two.json
-
--dates
dmy
