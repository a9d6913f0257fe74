explain
../../data/venezuela-2026.json
jep-144
--only
jep
