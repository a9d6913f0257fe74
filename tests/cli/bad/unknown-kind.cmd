validate
bad/unknown-kind.json
