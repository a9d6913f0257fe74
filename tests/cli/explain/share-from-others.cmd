explain
ledgers/share-from-others.json
n-cvhf2mm
