validate
bad/bad-source-id.json
