validate
bad/warn-same-number.json
