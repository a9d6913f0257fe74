reconcile
../../data/venezuela-2026.json
--only
ministry-187,delcy-194
