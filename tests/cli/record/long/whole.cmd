reconcile
../../data/venezuela-2026.json
