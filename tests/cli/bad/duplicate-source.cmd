validate
bad/duplicate-source.json
