reconcile
../../data/venezuela-2026.json
--only
rodriguez-160,delcy-194,jep-71
