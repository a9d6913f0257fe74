validate
bad/percent-decimal.json
