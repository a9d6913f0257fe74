validate
bad/unquoted-figures.json
