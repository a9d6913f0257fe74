explain
ledgers/twelve-towns.json
town-04-early
