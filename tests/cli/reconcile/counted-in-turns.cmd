reconcile
ledgers/counted-in-turns.json
--silent-gaps
--limit
0
