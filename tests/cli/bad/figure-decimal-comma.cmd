validate
bad/figure-decimal-comma.json
