validate
bad/side-of-other-source.json
