validate
bad/period-before-its-moment.json
