explain
ledgers/part-outside.json
part
