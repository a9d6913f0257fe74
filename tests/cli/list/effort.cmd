list
../../data/claims.json
--status
all
--effort
1
--only
government
