validate
bad/percent-over-100.json
