validate
bad/rising-tally.json
