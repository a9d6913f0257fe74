validate
bad/unknown-top-field.json
