validate
bad/missing-everything.json
