validate
bad/unknown-source.json
