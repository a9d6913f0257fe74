validate
bad/two-line-title.json
