reconcile
../../data/venezuela-2026.json
--only
jep-459,jep-144
