validate
bad/period-day-31.json
