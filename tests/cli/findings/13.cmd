reconcile
../../data/venezuela-2026.json
--only
fp-91,fp-109
