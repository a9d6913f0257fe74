validate
bad/warn-month-running.json
