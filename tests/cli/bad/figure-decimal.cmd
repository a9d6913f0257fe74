validate
bad/figure-decimal.json
