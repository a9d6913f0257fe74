validate
bad/stock-without-in.json
