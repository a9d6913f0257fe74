validate
bad/empty-between.json
