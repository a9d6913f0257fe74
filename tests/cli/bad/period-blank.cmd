validate
bad/period-blank.json
