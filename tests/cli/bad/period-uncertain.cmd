validate
bad/period-uncertain.json
