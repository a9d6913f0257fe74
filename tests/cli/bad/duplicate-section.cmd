validate
bad/duplicate-section.json
