reconcile
ledgers/two.json
--format
text
--json
