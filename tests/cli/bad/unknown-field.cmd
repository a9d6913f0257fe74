validate
bad/unknown-field.json
