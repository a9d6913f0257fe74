validate
bad/missing-source-kind.json
