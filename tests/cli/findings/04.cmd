reconcile
../../data/venezuela-2026.json
--only
delcy-626,delcy-194,cabello-808
