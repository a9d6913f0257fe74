validate
bad/empty.json
