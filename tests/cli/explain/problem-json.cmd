explain
ledgers/two.json
p-z3k6t1t
--json
