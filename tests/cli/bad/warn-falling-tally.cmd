validate
bad/warn-falling-tally.json
