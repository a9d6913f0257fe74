validate
bad/via-number.json
