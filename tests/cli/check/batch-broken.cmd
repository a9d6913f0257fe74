check
../../data/claims.json
--figures
ledgers/questions-broken.jsonl
