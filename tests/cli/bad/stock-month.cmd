validate
bad/stock-month.json
