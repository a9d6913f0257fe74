list
ledgers/corrected-denied.json
