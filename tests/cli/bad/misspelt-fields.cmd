validate
bad/misspelt-fields.json
