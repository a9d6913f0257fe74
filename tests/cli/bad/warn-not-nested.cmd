validate
bad/warn-not-nested.json
