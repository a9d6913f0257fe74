validate
bad/nul.json
