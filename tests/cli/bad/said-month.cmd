validate
bad/said-month.json
