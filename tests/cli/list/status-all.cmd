list
../../data/claims.json
--status
all
--width
110
