validate
bad/bad-claim-id.json
