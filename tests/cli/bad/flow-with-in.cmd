validate
bad/flow-with-in.json
