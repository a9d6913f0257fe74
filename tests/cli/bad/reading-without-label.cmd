validate
bad/reading-without-label.json
