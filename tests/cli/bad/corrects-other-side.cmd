validate
bad/corrects-other-side.json
