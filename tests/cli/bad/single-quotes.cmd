validate
bad/single-quotes.json
