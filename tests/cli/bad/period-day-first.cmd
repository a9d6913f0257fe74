validate
bad/period-day-first.json
