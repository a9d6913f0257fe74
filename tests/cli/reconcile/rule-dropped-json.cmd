reconcile
ledgers/parts-inside.json
--drop-rule
part-of-whole
--trust
gov
--json
