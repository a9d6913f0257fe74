validate
bad/warn-mostly-left-out.json
