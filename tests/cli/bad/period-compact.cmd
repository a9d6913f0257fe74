validate
bad/period-compact.json
