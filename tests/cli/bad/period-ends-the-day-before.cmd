validate
bad/period-ends-the-day-before.json
