validate
bad/unknown-basis.json
