validate
bad/unknown-claim.json
