validate
bad/unknown-source-field.json
