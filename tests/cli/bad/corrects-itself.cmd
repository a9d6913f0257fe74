validate
bad/corrects-itself.json
