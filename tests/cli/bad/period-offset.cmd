validate
bad/period-offset.json
