validate
bad/unknown-field-of-own.json
