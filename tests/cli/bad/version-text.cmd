validate
bad/version-text.json
