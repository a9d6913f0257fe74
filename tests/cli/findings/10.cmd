reconcile
../../data/venezuela-2026.json
--only
fp-383-december,fp-266-afp,fp-418,fp-302
