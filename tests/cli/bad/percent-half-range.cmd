validate
bad/percent-half-range.json
