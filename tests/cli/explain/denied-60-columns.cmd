explain
../../data/claims.json
ministry-116
--width
60
