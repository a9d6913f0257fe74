validate
bad/denials-cycle.json
