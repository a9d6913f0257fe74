validate
bad/period-words.json
