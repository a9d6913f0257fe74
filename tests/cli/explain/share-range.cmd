explain
ledgers/share-sums.json
april-court
