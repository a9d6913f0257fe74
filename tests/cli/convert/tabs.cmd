convert
sheets/tabs.tsv
-
