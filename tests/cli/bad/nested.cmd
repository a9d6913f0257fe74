validate
bad/nested.json
