check
../../data/claims.json
--figures
ledgers/questions-empty.jsonl
