explain
ledgers/hostile.json
one
--limit
0
