validate
bad/id-begins-with-hyphen.json
