validate
bad/text-at-top.json
