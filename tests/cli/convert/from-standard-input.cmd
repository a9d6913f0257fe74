convert
-
-
--from
csv
