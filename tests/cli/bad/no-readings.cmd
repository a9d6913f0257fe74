validate
bad/no-readings.json
