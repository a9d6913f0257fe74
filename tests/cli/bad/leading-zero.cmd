validate
bad/leading-zero.json
