validate
bad/invalid-utf8-outside-strings.json
