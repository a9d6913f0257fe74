explain
../../data/venezuela-2026.json
ministry-116
--only
ministry-116,delcy-406,delcy-194,committees-87,jep-11
--json
