validate
bad/figure-point-thousands.json
