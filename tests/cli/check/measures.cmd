check
ledgers/measures.json
--figures
ledgers/questions-measures.jsonl
--json
