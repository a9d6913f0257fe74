validate
bad/unknown-flow.json
