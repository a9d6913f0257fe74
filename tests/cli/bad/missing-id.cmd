validate
bad/missing-id.json
