validate
bad/percent-of-nothing.json
