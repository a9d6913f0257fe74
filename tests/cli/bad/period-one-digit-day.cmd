validate
bad/period-one-digit-day.json
