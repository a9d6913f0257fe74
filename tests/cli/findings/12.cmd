reconcile
../../data/venezuela-2026.json
--only
fp-464,fp-16,fp-545,fp-91
