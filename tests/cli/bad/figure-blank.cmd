validate
bad/figure-blank.json
