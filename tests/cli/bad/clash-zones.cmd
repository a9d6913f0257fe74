validate
bad/clash-zones.json
bad/second-zone.json
