validate
bad/figure-two-to-64.json
