validate
bad/unknown-moment.json
