reconcile
../../data/venezuela-2026.json
--only
cabello-895,cabello-896,fp-35-feb8
