validate
bad/clash-claims.json
bad/second-claims.json
