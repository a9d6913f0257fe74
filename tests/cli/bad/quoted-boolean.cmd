validate
bad/quoted-boolean.json
