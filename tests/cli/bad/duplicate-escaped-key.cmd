validate
bad/duplicate-escaped-key.json
