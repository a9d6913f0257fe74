validate
bad/within-cycle.json
