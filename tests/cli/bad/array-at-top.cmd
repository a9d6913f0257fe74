validate
bad/array-at-top.json
