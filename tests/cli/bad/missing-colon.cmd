validate
bad/missing-colon.json
