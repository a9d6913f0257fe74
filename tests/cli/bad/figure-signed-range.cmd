validate
bad/figure-signed-range.json
