list
../../data/claims.json
--period
speech
--measure
released
