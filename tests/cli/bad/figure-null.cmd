validate
bad/figure-null.json
