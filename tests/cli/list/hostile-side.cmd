list
ledgers/hostile-side.json
--side
nope
