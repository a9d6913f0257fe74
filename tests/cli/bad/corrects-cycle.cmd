validate
bad/corrects-cycle.json
