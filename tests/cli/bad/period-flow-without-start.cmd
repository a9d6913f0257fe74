validate
bad/period-flow-without-start.json
