validate
bad/unquoted-key.json
