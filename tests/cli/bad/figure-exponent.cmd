validate
bad/figure-exponent.json
