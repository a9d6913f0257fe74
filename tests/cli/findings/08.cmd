reconcile
../../data/venezuela-2026.json
--only
arreaza-3200,arreaza-3052,arreaza-179,fp-109
