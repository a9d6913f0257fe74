validate
bad/warn-year-slip.json
