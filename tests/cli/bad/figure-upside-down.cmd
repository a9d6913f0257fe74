validate
bad/figure-upside-down.json
