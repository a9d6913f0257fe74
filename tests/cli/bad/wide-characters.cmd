validate
bad/wide-characters.json
