validate
bad/period-hour-25.json
