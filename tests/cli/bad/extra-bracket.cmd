validate
bad/extra-bracket.json
