validate
bad/bom-error.json
