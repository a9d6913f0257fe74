explain
../../data/venezuela-2026.json
half-of-187
--only
ministry-187,half-of-187
