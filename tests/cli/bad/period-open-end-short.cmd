validate
bad/period-open-end-short.json
