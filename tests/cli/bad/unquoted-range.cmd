validate
bad/unquoted-range.json
