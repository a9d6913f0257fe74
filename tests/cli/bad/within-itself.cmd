validate
bad/within-itself.json
