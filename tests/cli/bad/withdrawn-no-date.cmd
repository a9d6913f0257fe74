validate
bad/withdrawn-no-date.json
