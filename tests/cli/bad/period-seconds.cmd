validate
bad/period-seconds.json
