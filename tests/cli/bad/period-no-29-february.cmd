validate
bad/period-no-29-february.json
