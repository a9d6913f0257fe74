explain
../../data/claims.json
fp-61
--effort
1
