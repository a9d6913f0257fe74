validate
bad/all-kinds.json
