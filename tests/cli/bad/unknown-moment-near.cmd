validate
bad/unknown-moment-near.json
