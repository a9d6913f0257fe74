validate
bad/part-not-within.json
