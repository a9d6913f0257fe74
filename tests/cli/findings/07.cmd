reconcile
../../data/venezuela-2026.json
--only
rodriguez-hundreds,arreaza-177
