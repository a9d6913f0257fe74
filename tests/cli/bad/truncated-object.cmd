validate
bad/truncated-object.json
