check
ledgers/vague.json
--figures
ledgers/questions-vague.jsonl
--json
