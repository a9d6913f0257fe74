validate
bad/crlf.json
