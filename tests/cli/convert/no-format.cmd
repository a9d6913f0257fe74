convert
-
-
