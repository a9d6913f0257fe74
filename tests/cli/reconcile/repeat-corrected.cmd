reconcile
ledgers/corrected-denied.json
--limit
0
