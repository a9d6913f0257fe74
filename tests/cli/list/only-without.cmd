list
../../data/claims.json
--only
government
--without
j-rodriguez,ministry-99
