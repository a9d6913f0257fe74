explain
ledgers/twelve-towns.json
town-05-less
