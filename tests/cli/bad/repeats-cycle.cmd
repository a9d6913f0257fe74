validate
bad/repeats-cycle.json
