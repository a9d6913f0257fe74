validate
bad/bad-escape.json
