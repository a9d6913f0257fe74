validate
bad/quoted-list.json
