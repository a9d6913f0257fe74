reconcile
../../data/venezuela-2026.json
--only
fp-held-687,fp-350,fp-545,fp-held-568
--json
