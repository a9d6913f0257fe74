validate
bad/stock-interval.json
