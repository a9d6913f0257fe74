validate
bad/duplicate-key.json
