validate
bad/many-errors.json
