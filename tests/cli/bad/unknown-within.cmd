validate
bad/unknown-within.json
