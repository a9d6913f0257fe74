validate
bad/version-2.json
