reconcile
../../data/venezuela-2026.json
--only
saab-200,delcy-194
