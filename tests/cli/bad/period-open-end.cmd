validate
bad/period-open-end.json
