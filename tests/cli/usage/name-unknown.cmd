reconcile
ledgers/two.json
--without
ministri
--trust
ministry
--only
nobody-at-all
