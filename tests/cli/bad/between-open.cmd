validate
bad/between-open.json
