validate
bad/figure-foreign-sign.json
