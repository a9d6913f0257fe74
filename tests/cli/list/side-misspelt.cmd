list
../../data/claims.json
--side
goverment
