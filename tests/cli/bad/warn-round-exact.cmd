validate
bad/warn-round-exact.json
