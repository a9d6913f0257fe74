validate
bad/period-moment-alone.json
