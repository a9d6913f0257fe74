validate
bad/figure-hyphen-range.json
