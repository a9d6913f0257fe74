validate
bad/period-end-before-start.json
