validate
bad/crlf-error.json
