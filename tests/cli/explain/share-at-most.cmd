explain
ledgers/share-sums.json
third
