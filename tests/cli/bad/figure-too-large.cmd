validate
bad/figure-too-large.json
