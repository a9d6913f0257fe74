explain
../../data/venezuela-2026.json
r-zbgwtkr
--only
ministry-116,delcy-406,delcy-194,committees-87,jep-11
