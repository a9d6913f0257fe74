reconcile
../../data/venezuela-2026.json
--only
committees-87,rodriguez-160,saab-200
