validate
bad/blank.json
