add
-
