validate
bad/one-of-two-broken.json
bad/truncated.json
