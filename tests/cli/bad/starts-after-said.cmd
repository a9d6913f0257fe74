validate
bad/starts-after-said.json
