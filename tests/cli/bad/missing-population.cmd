validate
bad/missing-population.json
