validate
bad/invalid-utf8.json
