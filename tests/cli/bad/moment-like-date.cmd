validate
bad/moment-like-date.json
