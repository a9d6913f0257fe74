validate
bad/part-of-cycle.json
