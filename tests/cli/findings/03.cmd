reconcile
../../data/venezuela-2026.json
--only
ministry-116,fp-56,pud-76,clippve-83,jep-116
