explain
ledgers/share-sums.json
c-25qvfat
