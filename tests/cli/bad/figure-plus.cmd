validate
bad/figure-plus.json
