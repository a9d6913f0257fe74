validate
bad/missing-comma.json
