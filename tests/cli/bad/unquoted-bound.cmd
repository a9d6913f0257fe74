validate
bad/unquoted-bound.json
