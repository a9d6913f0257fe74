validate
bad/warn-never-used.json
