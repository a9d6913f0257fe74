validate
bad/control-characters.json
