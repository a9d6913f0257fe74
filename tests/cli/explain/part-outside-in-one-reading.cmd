explain
ledgers/part-outside-in-one-reading.json
r-ch06ra4
