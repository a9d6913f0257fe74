validate
bad/released-as-stock.json
