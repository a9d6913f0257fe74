validate
bad/unknown-population.json
