validate
bad/reading-without-figure.json
