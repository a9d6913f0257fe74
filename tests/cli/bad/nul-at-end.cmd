validate
bad/nul-at-end.json
