reconcile
../../data/venezuela-2026.json
--only
ministry-116,delcy-406,delcy-194,committees-87,jep-11
--json
