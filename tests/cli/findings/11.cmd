reconcile
../../data/venezuela-2026.json
--only
fp-61,fp-held-863,fp-held-806,fp-383-december,fp-266-afp
