validate
bad/claims-object.json
