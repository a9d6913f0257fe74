validate
bad/between-backwards.json
