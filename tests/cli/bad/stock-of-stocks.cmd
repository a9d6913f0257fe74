validate
bad/stock-of-stocks.json
