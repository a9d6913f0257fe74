explain
ledgers/one-week.json
at-most
