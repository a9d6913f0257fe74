reconcile
../../data/venezuela-2026.json
--only
saab-200,saab-600,delcy-194
