validate
bad/warn-said-before-end.json
