check
../../data/claims.json
--figures
ledgers/questions.jsonl
--json
