reconcile
../../data/venezuela-2026.json
--only
fp-431,fp-426
