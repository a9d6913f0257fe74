validate
bad/warn-two-figures.json
