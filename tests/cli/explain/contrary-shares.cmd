explain
ledgers/contrary-shares.json
more
