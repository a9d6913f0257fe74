validate
bad/period-slashes.json
