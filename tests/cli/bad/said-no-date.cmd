validate
bad/said-no-date.json
