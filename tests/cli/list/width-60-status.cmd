list
../../data/claims.json
--width
60
--status
contested,alone
