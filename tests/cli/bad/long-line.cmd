validate
bad/long-line.json
