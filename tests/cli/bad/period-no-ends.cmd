validate
bad/period-no-ends.json
