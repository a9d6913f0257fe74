reconcile
ledgers/narrow-columns.json
--width
60
