validate
bad/disputes-itself.json
