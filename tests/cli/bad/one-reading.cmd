validate
bad/one-reading.json
