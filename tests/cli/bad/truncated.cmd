validate
bad/truncated.json
