validate
bad/blank-title.json
