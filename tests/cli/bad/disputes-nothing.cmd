validate
bad/disputes-nothing.json
