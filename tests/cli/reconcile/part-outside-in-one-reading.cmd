reconcile
ledgers/part-outside-in-one-reading.json
