validate
bad/clash-first.json
bad/second-source.json
