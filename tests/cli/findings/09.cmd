reconcile
../../data/venezuela-2026.json
--only
arreaza-255,arreaza-5236,arreaza-5491,arreaza-245,arreaza-5383,arreaza-5628
