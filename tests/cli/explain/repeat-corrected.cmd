explain
ledgers/repeat-corrected.json
b1
