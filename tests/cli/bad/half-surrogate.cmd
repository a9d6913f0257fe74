validate
bad/half-surrogate.json
