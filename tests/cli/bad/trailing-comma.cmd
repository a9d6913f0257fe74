validate
bad/trailing-comma.json
