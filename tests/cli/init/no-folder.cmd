init
ledgers/two.jsn
