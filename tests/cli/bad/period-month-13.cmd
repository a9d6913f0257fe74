validate
bad/period-month-13.json
