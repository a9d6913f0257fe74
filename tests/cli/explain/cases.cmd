explain
ledgers/halves.json
c-v6vsm61
