validate
bad/figure-dash-range.json
