validate
bad/huge-exponent.json
