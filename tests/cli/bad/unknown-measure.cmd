validate
bad/unknown-measure.json
