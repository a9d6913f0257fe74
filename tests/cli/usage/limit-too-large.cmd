reconcile
ledgers/two.json
--limit
18446744073709551616
