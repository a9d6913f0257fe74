validate
bad/unquoted-words.json
