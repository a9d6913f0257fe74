validate
bad/unquoted-figure.json
