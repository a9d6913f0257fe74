validate
bad/period-end-before-start-hours.json
