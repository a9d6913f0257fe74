validate
bad/figure-below-zero.json
