validate
bad/period-2401.json
