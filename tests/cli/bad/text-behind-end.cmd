validate
bad/text-behind-end.json
