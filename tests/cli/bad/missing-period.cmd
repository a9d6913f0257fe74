validate
bad/missing-period.json
