validate
bad/null-figure.json
