validate
bad/figure-negative.json
