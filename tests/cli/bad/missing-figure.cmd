validate
bad/missing-figure.json
