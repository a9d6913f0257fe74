validate
bad/version-decimal.json
