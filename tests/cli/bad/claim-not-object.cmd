validate
bad/claim-not-object.json
