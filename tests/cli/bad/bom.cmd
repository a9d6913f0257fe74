validate
bad/bom.json
