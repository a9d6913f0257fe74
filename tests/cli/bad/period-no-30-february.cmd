validate
bad/period-no-30-february.json
