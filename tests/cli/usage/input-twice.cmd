reconcile
-
-
