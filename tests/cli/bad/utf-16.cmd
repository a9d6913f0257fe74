validate
bad/utf-16.json
