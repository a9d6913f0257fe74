reconcile
../../data/venezuela-2026.json
--only
arreaza-255,arreaza-245
