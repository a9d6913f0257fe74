validate
bad/number-as-text.json
