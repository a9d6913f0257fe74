validate
bad/curly-quotes.json
