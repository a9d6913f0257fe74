validate
bad/line-break-in-text.json
