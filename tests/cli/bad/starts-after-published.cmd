validate
bad/starts-after-published.json
