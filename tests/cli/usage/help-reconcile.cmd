reconcile
--help
