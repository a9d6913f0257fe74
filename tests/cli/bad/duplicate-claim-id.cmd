validate
bad/duplicate-claim-id.json
