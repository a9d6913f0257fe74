validate
bad/stock-year.json
